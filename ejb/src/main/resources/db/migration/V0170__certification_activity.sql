-- Who did what is read backwards in time (decision 0062).
create index approval_request_filed on approval_request (filed_at);
create index approval_vote_voted on approval_vote (voted_at);
create index certificate_revocation_revoked on certificate_revocation (revoked_at);
